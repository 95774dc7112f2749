curl -X POST https://api.hexclave.com/api/v1/team-invitations/send-code \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
  "email": "grace@example.com",
  "callback_url": "https://example.com/join"
}'
