curl -X POST https://api.hexclave.com/api/v1/oauth-providers \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
  "provider_config_id": "github",
  "email": "ada@example.com",
  "allow_sign_in": true,
  "allow_connected_accounts": false,
  "account_id": "583231"
}'
