<?php

$curl = curl_init('https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c/c0b1a2d3-e4f5-4a6b-8c7d-9e8f7a6b5c4d');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_CUSTOMREQUEST => 'PATCH',
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: client',
        'X-Hexclave-Project-Id: <your project UUID>',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'enabled' => false,
    ]),
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
