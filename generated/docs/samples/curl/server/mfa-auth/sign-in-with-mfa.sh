curl -X POST https://api.hexclave.com/api/v1/auth/mfa/sign-in \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "type": "totp",
  "totp": "123456",
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
