curl -X POST https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2/send-verification-code \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "Content-Type: application/json" \
     --data '{
  "callback_url": "https://example.com/verify"
}'
