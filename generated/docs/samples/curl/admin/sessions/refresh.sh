curl -X POST https://api.hexclave.com/api/v1/auth/sessions/current/refresh \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>" \
     -H "X-Hexclave-Refresh-Token: <the user's refresh token>"
