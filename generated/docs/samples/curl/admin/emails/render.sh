curl -X POST https://api.hexclave.com/api/v1/emails/render-email \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "template_id": "2f8a9b7c-6d5e-4f3a-8b1c-9d0e1f2a3b4c",
  "theme_id": false
}'
