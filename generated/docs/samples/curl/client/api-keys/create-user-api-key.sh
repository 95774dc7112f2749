curl -X POST https://api.hexclave.com/api/v1/user-api-keys \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "description": "Nightly import",
  "expires_at_millis": 1760086400000,
  "is_public": false,
  "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c"
}'
