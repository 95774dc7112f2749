curl -X POST https://api.hexclave.com/api/v1/auth/password/reset \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "password": "new-placeholder-password",
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
