curl https://api.hexclave.com/api/v1/team-invitations \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
