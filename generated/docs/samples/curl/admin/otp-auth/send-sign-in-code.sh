curl -X POST https://api.hexclave.com/api/v1/auth/otp/send-sign-in-code \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "email": "ada@example.com",
  "callback_url": "https://example.com/sign-in"
}'
