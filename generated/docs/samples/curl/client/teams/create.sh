curl -X POST https://api.hexclave.com/api/v1/teams \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "display_name": "Analysts",
  "creator_user_id": "me",
  "client_metadata": {
    "color": "blue"
  }
}'
