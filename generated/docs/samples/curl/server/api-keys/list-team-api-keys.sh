curl "https://api.hexclave.com/api/v1/team-api-keys?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e" \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>"
