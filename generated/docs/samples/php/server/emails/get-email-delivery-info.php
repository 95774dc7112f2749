<?php

$curl = curl_init('https://api.hexclave.com/api/v1/emails/delivery-info');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: server',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Secret-Server-Key: ssk_<your secret server key>',
    ],
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
