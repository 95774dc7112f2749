curl https://api.hexclave.com/api/v1/user-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>"
