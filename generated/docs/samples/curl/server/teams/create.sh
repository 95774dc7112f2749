curl -X POST https://api.hexclave.com/api/v1/teams \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "display_name": "Analysts",
  "creator_user_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
  "profile_image_url": "https://example.com/analysts.png",
  "server_metadata": {
    "plan": "pro"
  }
}'
