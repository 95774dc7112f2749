curl https://api.hexclave.com/api/v1/teams/ad962777-8244-496a-b6a2-e0c6a449c79e \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
