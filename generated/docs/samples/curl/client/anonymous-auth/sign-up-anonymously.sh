curl -X POST https://api.hexclave.com/api/v1/auth/anonymous/sign-up \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
