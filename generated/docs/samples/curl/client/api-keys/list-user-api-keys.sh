curl "https://api.hexclave.com/api/v1/user-api-keys?user_id=3241a285-8329-4d69-8f3d-316e08cf140c" \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>"
