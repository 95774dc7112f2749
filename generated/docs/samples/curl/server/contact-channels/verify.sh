curl -X POST https://api.hexclave.com/api/v1/contact-channels/verify \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
