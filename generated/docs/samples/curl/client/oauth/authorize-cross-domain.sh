curl -X POST https://api.hexclave.com/api/v1/auth/oauth/cross-domain/authorize \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Access-Token: <the user's access token>" \
     -H "X-Hexclave-Refresh-Token: <the user's refresh token>" \
     -H "Content-Type: application/json" \
     --data '{
  "redirect_uri": "https://other.example.com/callback",
  "state": "state-placeholder",
  "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  "code_challenge_method": "S256"
}'
