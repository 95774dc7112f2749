curl -X PATCH https://api.hexclave.com/api/v1/users/me \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "display_name": "Ada King",
  "selected_team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e"
}'
