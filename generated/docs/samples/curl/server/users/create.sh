curl -X POST https://api.hexclave.com/api/v1/users \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "primary_email": "ada@example.com",
  "primary_email_verified": true,
  "primary_email_auth_enabled": true,
  "display_name": "Ada Lovelace",
  "server_metadata": {
    "customer_number": 1815
  },
  "password": "placeholder-password"
}'
