curl -X POST https://api.hexclave.com/api/v1/team-memberships/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data "{}"
