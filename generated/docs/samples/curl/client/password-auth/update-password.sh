curl -X POST https://api.hexclave.com/api/v1/auth/password/update \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Access-Token: <the user's access token>" \
     -H "Content-Type: application/json" \
     --data '{
  "old_password": "placeholder-password",
  "new_password": "new-placeholder-password"
}'
