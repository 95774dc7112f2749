curl https://api.hexclave.com/api/v1/ \
     -H "X-Hexclave-Access-Type: client" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Publishable-Client-Key: pck_<your publishable client key>" \
     -H "X-Hexclave-Access-Token: <the user's access token>"
