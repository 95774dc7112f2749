curl -X POST https://api.hexclave.com/api/v1/auth/cli \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "expires_in_millis": 120000
}'
