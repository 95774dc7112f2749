curl -X POST https://api.hexclave.com/api/v1/auth/cli/complete \
     -H "X-Hexclave-Access-Type: server" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Secret-Server-Key: ssk_<your secret server key>" \
     -H "Content-Type: application/json" \
     --data '{
  "login_code": "login-code-placeholder",
  "mode": "complete",
  "refresh_token": "refresh-token-placeholder"
}'
