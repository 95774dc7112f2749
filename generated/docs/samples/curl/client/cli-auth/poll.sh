curl -X POST https://api.hexclave.com/api/v1/auth/cli/poll \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "polling_code": "polling-code-placeholder"
}'
