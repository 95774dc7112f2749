curl -X POST https://api.hexclave.com/api/v1/auth/cli/complete \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "login_code": "login-code-placeholder",
  "mode": "complete",
  "refresh_token": "refresh-token-placeholder"
}'
