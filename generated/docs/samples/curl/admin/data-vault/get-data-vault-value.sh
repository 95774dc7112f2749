curl -X POST https://api.hexclave.com/api/v1/data-vault/stores/secrets/get \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "hashed_key": "hashed-key-placeholder"
}'
