curl -X POST https://api.hexclave.com/api/v1/auth/sessions \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
  "expires_in_millis": 3600000
}'
