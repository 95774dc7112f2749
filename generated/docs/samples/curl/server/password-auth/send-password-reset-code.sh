curl -X POST https://api.hexclave.com/api/v1/auth/password/send-reset-code \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "email": "ada@example.com",
  "callback_url": "https://example.com/reset"
}'
