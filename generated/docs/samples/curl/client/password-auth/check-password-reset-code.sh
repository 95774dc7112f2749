curl -X POST https://api.hexclave.com/api/v1/auth/password/reset/check-code \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
