curl -X POST https://api.hexclave.com/api/v1/payments/purchases/purchase-session \
     -H "Content-Type: application/json" \
     --data '{
  "full_code": "purchase-code-placeholder",
  "price_id": "monthly",
  "quantity": 1
}'
