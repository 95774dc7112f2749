curl https://api.hexclave.com/api/v1/
