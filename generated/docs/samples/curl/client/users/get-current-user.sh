curl https://api.hexclave.com/api/v1/users/me \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
