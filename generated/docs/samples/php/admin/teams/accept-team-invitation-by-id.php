<?php

$curl = curl_init('https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60/accept?user_id=3241a285-8329-4d69-8f3d-316e08cf140c');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: admin',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>',
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
