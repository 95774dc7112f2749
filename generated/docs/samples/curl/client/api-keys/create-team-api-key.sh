curl -X POST https://api.hexclave.com/api/v1/team-api-keys \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "description": "Nightly import",
  "expires_at_millis": 1760086400000,
  "is_public": false,
  "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e"
}'
