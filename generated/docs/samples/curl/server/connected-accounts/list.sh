curl https://api.hexclave.com/api/v1/connected-accounts/3241a285-8329-4d69-8f3d-316e08cf140c \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>"
