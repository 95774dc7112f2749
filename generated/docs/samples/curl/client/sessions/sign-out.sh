curl -X DELETE https://api.hexclave.com/api/v1/auth/sessions/current \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
