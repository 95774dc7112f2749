curl -X POST https://api.hexclave.com/api/v1/auth/password/reset \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "password": "new-placeholder-password",
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
