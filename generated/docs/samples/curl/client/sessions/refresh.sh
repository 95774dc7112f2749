curl -X POST https://api.hexclave.com/api/v1/auth/sessions/current/refresh \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Refresh-Token: <the user's refresh token>"
