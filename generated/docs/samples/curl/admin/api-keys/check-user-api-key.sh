curl -X POST https://api.hexclave.com/api/v1/user-api-keys/check \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "api_key": "sk_placeholder_api_key"
}'
