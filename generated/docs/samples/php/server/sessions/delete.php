<?php

$curl = curl_init('https://api.hexclave.com/api/v1/auth/sessions/f4b1c7a0-3d52-4f0e-9c55-1b0a2c3d4e5f?user_id=3241a285-8329-4d69-8f3d-316e08cf140c');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_CUSTOMREQUEST => 'DELETE',
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
