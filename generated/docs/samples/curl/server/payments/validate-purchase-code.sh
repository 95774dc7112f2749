curl -X POST https://api.hexclave.com/api/v1/payments/purchases/validate-code \
     -H "Content-Type: application/json" \
     --data '{
  "full_code": "purchase-code-placeholder",
  "return_url": "https://example.com/bought"
}'
