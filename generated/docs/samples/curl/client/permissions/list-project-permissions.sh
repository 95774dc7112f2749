curl https://api.hexclave.com/api/v1/project-permissions \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
