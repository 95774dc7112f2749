curl -X PATCH https://api.hexclave.com/api/v1/users/me \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "display_name": "Ada King",
  "server_metadata": {
    "customer_number": 1815
  }
}'
