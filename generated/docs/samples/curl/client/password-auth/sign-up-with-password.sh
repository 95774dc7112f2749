curl -X POST https://api.hexclave.com/api/v1/auth/password/sign-up \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "Content-Type: application/json" \
     --data '{
  "email": "ada@example.com",
  "password": "placeholder-password",
  "verification_callback_url": "https://example.com/verify"
}'
