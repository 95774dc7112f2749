curl -X POST https://api.hexclave.com/api/v1/team-invitations/accept \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}'
