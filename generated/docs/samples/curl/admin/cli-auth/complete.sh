curl -X POST https://api.hexclave.com/api/v1/auth/cli/complete \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "login_code": "login-code-placeholder",
  "mode": "complete",
  "refresh_token": "refresh-token-placeholder"
}'
