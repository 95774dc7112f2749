curl -X POST https://api.hexclave.com/api/v1/data-vault/stores/secrets/get \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "hashed_key": "hashed-key-placeholder"
}'
