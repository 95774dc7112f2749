curl https://api.hexclave.com/api/v1/team-member-profiles/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c \
     -H "X-Hexclave-Access-Type: admin" \
     -H "X-Hexclave-Project-Id: <your project UUID>" \
     -H "X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>"
