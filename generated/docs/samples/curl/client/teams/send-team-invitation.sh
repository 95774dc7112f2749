curl -X POST https://api.hexclave.com/api/v1/team-invitations/send-code \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
  "email": "grace@example.com",
  "callback_url": "https://example.com/join"
}'
