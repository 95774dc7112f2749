curl -X POST https://api.hexclave.com/api/v1/auth/oauth/token \
     -H "Content-Type: application/json" \
     --data '{
  "grant_type": "refresh_token",
  "client_id": "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
  "client_secret": "__stack_public_client__",
  "refresh_token": "refresh-token-placeholder"
}'
