curl -X POST https://api.hexclave.com/api/v1/contact-channels \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "user_id": "me",
  "value": "ada@example.com",
  "type": "email",
  "used_for_auth": true,
  "is_primary": true
}'
